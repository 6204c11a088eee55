import { useState } from 'react';
import { Box, Text } from '@mantine/core';
import { deleteComment, updateComment, type Comment } from 'firegroups';
import { useFg, useUid } from '../../hooks/backend.ts';
import { reportError } from '../../hooks/useAction.ts';
import type { PostFeed } from '../../postFeed.ts';
import { RelativeTime } from '../RelativeTime.tsx';
import { PersonLine } from '../Person.tsx';
import { ContentMenu } from './ContentMenu.tsx';
import { TextForm } from './TextForm.tsx';

/** A comment on a post. */
export function CommentItem(props: { feed: PostFeed; postId: string; comment: Comment }) {
  const { feed, postId, comment } = props;
  const fg = useFg();
  const post = { ...feed.place, postId };
  const { id, authorId, content, createdAt } = comment;
  const isAuthor = authorId === useUid();
  const [isEditing, setEditing] = useState(false);
  const edit = () => {
    setEditing(true);
  };
  const remove = () => {
    deleteComment(fg, post, id).catch(reportError);
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
            remove={isAuthor || feed.canModerate ? remove : undefined}
          />
        }
      />
      <Box pl={50} mt={4}>
        {isEditing ? (
          <TextForm
            label="Comment"
            submit="Save"
            initial={content}
            send={(text) => updateComment(fg, post, id, { content: text })}
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
