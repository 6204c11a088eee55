import { Button, FileButton, Group } from '@mantine/core';
import { ImagePlus, ImageOff } from 'lucide-react';
import { useBackend } from '../hooks/backend.ts';
import { useAction } from '../hooks/useAction.ts';
import { openStorage } from '../photos.ts';

/** What browsers can show and the SDK can make smaller. */
const TYPES = 'image/jpeg,image/png,image/gif,image/webp,image/avif';

/** The buttons that set and remove a photo. */
export function PhotoButtons(props: {
  hasPhoto: boolean;
  save: (image: Blob | null) => Promise<void>;
}) {
  const { hasPhoto, save } = props;
  const backend = useBackend();
  const { isRunning, run } = useAction();
  const start = (image: File | null) =>
    void run(async () => {
      await openStorage(backend);
      await save(image);
    });
  return (
    <Group gap="xs" my="sm">
      <FileButton
        accept={TYPES}
        onChange={(file) => {
          if (file) start(file);
        }}
      >
        {(button) => (
          <Button
            {...button}
            variant="default"
            size="xs"
            loading={isRunning}
            leftSection={<ImagePlus size={14} aria-hidden />}
          >
            {hasPhoto ? 'Change photo' : 'Add photo'}
          </Button>
        )}
      </FileButton>
      {hasPhoto && (
        <Button
          variant="default"
          size="xs"
          disabled={isRunning}
          leftSection={<ImageOff size={14} aria-hidden />}
          onClick={() => {
            start(null);
          }}
        >
          Remove photo
        </Button>
      )}
    </Group>
  );
}
