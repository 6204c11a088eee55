/** The SDK and a client of it, for a script in a page. */
export { getDoc } from 'firebase/firestore';
export { createPost, postRef, updatePost } from 'firegroups';
export { registerPerson } from '../clients/client.ts';
