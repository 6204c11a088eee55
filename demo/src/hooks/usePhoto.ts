import { useEffect, useState } from 'react';
import { loadPhoto } from '../photos.ts';
import { useBackend } from './backend.ts';
import { useOnline } from './useOnline.ts';

/** The address of a photo in this page. Undefined while it loads, if it cannot be loaded, and if there is none. */
export function usePhoto(path: string | undefined): string | undefined {
  const backend = useBackend();
  const isOnline = useOnline();
  const [photo, setPhoto] = useState<{ path: string; url: string | undefined }>();
  useEffect(() => {
    if (!path || !isOnline) return;
    let isCurrent = true;
    void loadPhoto(backend, path).then((url) => {
      if (isCurrent) setPhoto({ path, url });
    });
    return () => {
      isCurrent = false;
    };
  }, [backend, path, isOnline]);
  return photo?.path === path ? photo?.url : undefined;
}
