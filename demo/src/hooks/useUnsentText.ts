import { useState } from 'react';
import { useUid } from './backend.ts';

/** What each user has half written in each group, as long as the page is open. */
const texts = new Map<string, string>();

/** What is half written for a group's chat: still there when one comes back to it. */
export function useUnsentText(groupId: string): [text: string, set: (text: string) => void] {
  const key = `${useUid()} ${groupId}`;
  const [text, setText] = useState(texts.get(key) ?? '');
  const set = (written: string) => {
    texts.set(key, written);
    setText(written);
  };
  return [text, set];
}
