/**
 * A group that is no other test's, with Cleo its creator, Ada an admin and Mia a member. People are the group's own too,
 * so that nobody's notifications are another test's.
 */
import {
  devicePath,
  groupPath,
  memberPath,
  notificationsPath,
  settingsPath,
  userPath,
  type Group,
  type Membership,
  type Notification,
  type NotificationType,
} from '@firegroups/model';
import { notificationSchema } from '@firegroups/model/schemas';
import {
  getFirestore,
  Timestamp,
  type DocumentReference,
  type QueryDocumentSnapshot,
} from 'firebase-admin/firestore';
import { storedDevice } from './content.ts';
import { storedGroup, storedMember, storedUser } from './documents.ts';
import { creationOf, deletionOf, eventOf, updateOf, type WrittenEvent } from './events.ts';
import { STANDINGS } from './standings.ts';

let scenes = 0;

export class GroupScene {
  readonly id: string;

  private constructor(id: string) {
    this.id = id;
  }

  static async open(change: Partial<Group<Timestamp>> = {}, id = `g${scenes++}`) {
    const scene = new GroupScene(id);
    await scene.ref.set(storedGroup(scene.uid('cleo'), change));
    await scene.put('cleo', STANDINGS.creator);
    await scene.put('ada', STANDINGS.admin);
    await scene.put('mia', STANDINGS.member);
    return scene;
  }

  get ref(): DocumentReference {
    return getFirestore().doc(groupPath(this.id));
  }

  readonly uid = (name: string): string => `${name}-${this.id}`;

  readonly memberPath = (name: string) => memberPath(this.id, this.uid(name));

  /** A field of the group, as it is now. */
  async get(field: string): Promise<unknown> {
    return (await this.ref.get()).get(field);
  }

  /** Gives somebody a profile and a membership. */
  async put(name: string, membership: Membership): Promise<void> {
    await this.register(name);
    const { memberPath: path } = this;
    await getFirestore()
      .doc(path(name))
      .set(storedMember(this.id, this.uid(name), membership));
  }

  async register(name: string): Promise<void> {
    await getFirestore()
      .doc(userPath(this.uid(name)))
      .set(storedUser(name));
  }

  async doc(path: string, data: object): Promise<DocumentReference> {
    const ref = getFirestore().doc(path);
    await ref.set(data);
    return ref;
  }

  /** Mia invites somebody. */
  async invites(name: string): Promise<WrittenEvent> {
    await this.register(name);
    const invited = { ...STANDINGS.invited, invitedBy: this.uid('mia') };
    return creationOf(this.memberPath(name), storedMember(this.id, this.uid(name), invited));
  }

  async asks(name: string): Promise<WrittenEvent> {
    await this.register(name);
    const { waiting } = STANDINGS;
    return creationOf(this.memberPath(name), storedMember(this.id, this.uid(name), waiting));
  }

  /** Accepts an invite, or has a request approved. */
  comesIn(name: string): Promise<WrittenEvent> {
    return updateOf(this.memberPath(name), { status: 'joined', joinedAt: Timestamp.now() });
  }

  /** Whatever it was, it is no more: declined, rejected, left, removed. */
  goes(name: string): Promise<WrittenEvent> {
    return deletionOf(this.memberPath(name));
  }

  isBanned(name: string): Promise<WrittenEvent> {
    return updateOf(this.memberPath(name), { status: 'banned', role: 'member' });
  }

  getsRole(name: string, role: 'admin' | 'member'): Promise<WrittenEvent> {
    return updateOf(this.memberPath(name), { role, updatedAt: Timestamp.now() });
  }

  /** The event of the group's own document. */
  changes(change: object): Promise<WrittenEvent> {
    return eventOf(this.ref.path, () => this.ref.update({ ...change }));
  }

  async chooses(
    name: string,
    type: NotificationType,
    choice: { inApp: boolean; push: boolean },
  ): Promise<void> {
    await getFirestore()
      .doc(settingsPath(this.uid(name)))
      .set({ notifications: { [type]: choice } });
  }

  async mutes(name: string): Promise<void> {
    await getFirestore().doc(this.memberPath(name)).update({ muted: true });
  }

  async registersDevice(name: string, token: string): Promise<DocumentReference> {
    const ref = getFirestore().doc(devicePath(this.uid(name), token));
    await ref.set(storedDevice(token));
    return ref;
  }

  async notificationsOf(name: string): Promise<QueryDocumentSnapshot[]> {
    return (
      await getFirestore()
        .collection(notificationsPath(this.uid(name)))
        .get()
    ).docs;
  }

  /** What somebody was told, without the times; each has every field and no other. */
  async told(name: string): Promise<Omit<Notification, 'createdAt' | 'readAt' | 'expiresAt'>[]> {
    return (await this.notificationsOf(name)).map((notification) => {
      const {
        createdAt: _createdAt,
        readAt: _readAt,
        expiresAt: _expiresAt,
        ...told
      } = notificationSchema.parse(notification.data());
      return told;
    });
  }

  /** Who of these was told something, each as often as they were. */
  async whoWasTold(names: readonly string[]): Promise<string[]> {
    const told = await Promise.all(names.map((name) => this.notificationsOf(name)));
    return names.flatMap((name, i) => told[i]!.map(() => name));
  }
}
