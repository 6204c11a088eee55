import { useState } from 'react';
import { Anchor, Badge, Card, Group, Text } from '@mantine/core';
import { MessageCircle, Pin } from 'lucide-react';
import { Link } from 'react-router';
import type { Post } from 'firegroups';
import type { Board } from '../../board.ts';
import { useUid } from '../../hooks/backend.ts';
import { reportError } from '../../hooks/useAction.ts';
import { formatCount } from '../../format.ts';
import { RelativeTime } from '../RelativeTime.tsx';
import { PersonLine } from '../Person.tsx';
import { ContentMenu } from './ContentMenu.tsx';
import { TextForm } from './TextForm.tsx';

/** A post. In a list, it links to its comments. */
export function PostCard(props: { board: Board; post: Post; isDetail?: boolean }) {
  const { board, post, isDetail = false } = props;
  const { id, authorId, content, createdAt, pinned = false, commentCount } = post;
  const isAuthor = authorId === useUid();
  const [isEditing, setEditing] = useState(false);
  return (
    <Card component="article" withBorder>
      <PersonLine
        uid={authorId}
        below={<RelativeTime time={createdAt} />}
        action={
          <Group gap="xs" wrap="nowrap">
            {pinned && (
              <Badge variant="light" leftSection={<Pin size={12} aria-hidden />}>
                Pinned
              </Badge>
            )}
            <ContentMenu
              label="Post options"
              noun="post"
              edit={
                isAuthor
                  ? () => {
                      setEditing(true);
                    }
                  : undefined
              }
              pin={
                board.isMine
                  ? {
                      pinned,
                      act: () => {
                        board.pinPost(id, !pinned).catch(reportError);
                      },
                    }
                  : undefined
              }
              remove={
                isAuthor || board.isMine
                  ? () => {
                      board.deletePost(id).catch(reportError);
                    }
                  : undefined
              }
            />
          </Group>
        }
      />
      {isEditing ? (
        <TextForm
          label="Post"
          submit="Save"
          initial={content}
          send={(text) => board.updatePost(id, text)}
          onDone={() => {
            setEditing(false);
          }}
        />
      ) : (
        <Text className="text" my="sm">
          {content}
        </Text>
      )}
      {!isDetail && (
        <Anchor component={Link} to={`${board.path}/${id}`} size="sm">
          <Group gap={6}>
            <MessageCircle size={16} aria-hidden />
            {commentCount === 0 ? 'Comment' : formatCount(commentCount, 'comment')}
          </Group>
        </Anchor>
      )}
    </Card>
  );
}
