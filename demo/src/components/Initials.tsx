import { Avatar } from '@mantine/core';

/** Dark enough for white text. */
const COLORS = ['blue.9', 'grape.8', 'teal.9', 'cyan.9', 'indigo.8', 'pink.9', 'red.9'];

/** The picture or initials of a person or group. Hidden from screen readers, because the name is always next to it. */
export function Initials(props: {
  name: string;
  photoURL?: string | null | undefined;
  size?: number;
  shape?: 'person' | 'group';
}) {
  const { name, photoURL = null, size = 38, shape = 'person' } = props;
  const code = Array.from(name, (letter) => letter.codePointAt(0)!).reduce((a, b) => a + b, 0);
  return (
    <Avatar
      src={photoURL}
      name={name}
      alt=""
      size={size}
      radius={shape === 'person' ? 'xl' : 'md'}
      variant="filled"
      color={COLORS[code % COLORS.length]!}
      aria-hidden
    />
  );
}
