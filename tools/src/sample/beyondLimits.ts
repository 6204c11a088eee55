import { limitPath, type LimitedAction } from '@firegroups/model';
import { isFiregroupsError } from 'firegroups';
import type { Person } from '../../../testing/src/clients/client.ts';
import type { Backdater } from './backdate.ts';

/**
 * Takes a limited action. The sample data contains more than one account may create at once. So if the limit is reached, this
 * function deletes the count and takes the action again.
 */
export async function beyondLimits<T>(
  backdater: Backdater,
  { uid }: Person,
  action: LimitedAction,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!isFiregroupsError(error, 'too-many')) throw error;
    await backdater.delete(limitPath(uid, action));
    return act();
  }
}
