import { useState } from 'react';
import { Box, Text } from '@mantine/core';
import type { Comment } from 'firegroups';
import type { Board } from '../../board.ts';
import { useUid } from '../../hooks/backend.ts';
import { reportError } from '../../hooks/useAction.ts';
import { RelativeTime } from '../RelativeTime.tsx';
import { PersonLine } from '../Person.tsx';
import { ContentMenu } from './ContentMenu.tsx';
import { TextForm } from './TextForm.tsx';

/** A comment on a post. */
export function CommentItem(props: { board: Board; postId: string; comment: Comment }) {
  const { board, postId, comment } = props;
  const { id, authorId, content, createdAt } = comment;
  const isAuthor = authorId === useUid();
  const [isEditing, setEditing] = useState(false);
  const edit = () => {
    setEditing(true);
  };
  const remove = () => {
    board.deleteComment(postId, id).catch(reportError);
  };
  return (
    <Box component="article">
      <PersonLine
        uid={authorId}
        below={<RelativeTime time={createdAt} />}
        action={
          <ContentMenu
            label="Comment options"
            noun="comment"
            edit={isAuthor ? edit : undefined}
            remove={isAuthor || board.isMine ? remove : undefined}
          />
        }
      />
      <Box pl={50} mt={4}>
        {isEditing ? (
          <TextForm
            label="Comment"
            submit="Save"
            initial={content}
            send={(text) => board.updateComment(postId, id, text)}
            onDone={() => {
              setEditing(false);
            }}
          />
        ) : (
          <Text className="text">{content}</Text>
        )}
      </Box>
    </Box>
  );
}
