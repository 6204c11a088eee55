import { Avatar } from '@mantine/core';
import { usePhoto } from '../hooks/usePhoto.ts';
import { initialsOf } from '../text.ts';

/** Dark enough for white text. */
const COLORS = ['blue.9', 'grape.8', 'teal.9', 'cyan.9', 'indigo.8', 'pink.9', 'red.9'];

/** The picture or initials of a person or group. Hidden from screen readers, because the name is always next to it. */
export function Initials(props: {
  name: string;
  /** The path of the photo in Cloud Storage. */
  photo?: string | undefined;
  /** The address of a picture elsewhere, for those who have no photo. */
  photoURL?: string | null | undefined;
  size?: number;
  shape?: 'person' | 'group';
}) {
  const { name, photo, photoURL = null, size = 38, shape = 'person' } = props;
  const url = usePhoto(photo);
  const code = Array.from(name, (letter) => letter.codePointAt(0)!).reduce((a, b) => a + b, 0);
  return (
    <Avatar
      src={url ?? (photo ? null : photoURL)}
      alt=""
      // The server of the picture need not learn who looks at whom.
      imageProps={{ referrerPolicy: 'no-referrer' }}
      size={size}
      radius={shape === 'person' ? 'xl' : 'md'}
      variant="filled"
      color={COLORS[code % COLORS.length]!}
      aria-hidden
    >
      {initialsOf(name)}
    </Avatar>
  );
}
