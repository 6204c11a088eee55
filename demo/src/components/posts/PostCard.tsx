import { useState } from 'react';
import { Anchor, Badge, Card, Group, Text } from '@mantine/core';
import { MessageCircle, Pin } from 'lucide-react';
import { Link } from 'react-router';
import { deletePost, pinPost, updatePost, type Post } from 'firegroups';
import { useFg, useUid } from '../../hooks/backend.ts';
import { reportError } from '../../hooks/useAction.ts';
import type { PostFeed } from '../../postFeed.ts';
import { formatCount } from '../../format.ts';
import { RelativeTime } from '../RelativeTime.tsx';
import { PersonLine } from '../Person.tsx';
import { ContentMenu } from './ContentMenu.tsx';
import { TextForm } from './TextForm.tsx';

/** A post. In a list, it links to its comments. */
export function PostCard(props: { feed: PostFeed; post: Post; isDetail?: boolean }) {
  const { feed, post, isDetail = false } = props;
  const { place, path, canModerate } = feed;
  const fg = useFg();
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
                canModerate
                  ? {
                      pinned,
                      act: () => {
                        pinPost(fg, place, id, !pinned).catch(reportError);
                      },
                    }
                  : undefined
              }
              remove={
                isAuthor || canModerate
                  ? () => {
                      deletePost(fg, place, id).catch(reportError);
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
          send={(text) => updatePost(fg, place, id, { content: text })}
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
        <Anchor component={Link} to={`${path}/${id}`} size="sm">
          <Group gap={6}>
            <MessageCircle size={16} aria-hidden />
            {commentCount === 0 ? 'Comment' : formatCount(commentCount, 'comment')}
          </Group>
        </Anchor>
      )}
    </Card>
  );
}
