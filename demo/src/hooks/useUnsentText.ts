import { useState } from 'react';
import { useUid } from './backend.ts';

/** The unsent text of each user in each group, while the page is open. */
const texts = new Map<string, string>();

/** The unsent text for a group's chat. It survives opening other screens. */
export function useUnsentText(groupId: string): [text: string, set: (text: string) => void] {
  const key = `${useUid()} ${groupId}`;
  const [text, setText] = useState(texts.get(key) ?? '');
  const set = (newText: string) => {
    texts.set(key, newText);
    setText(newText);
  };
  return [text, set];
}
