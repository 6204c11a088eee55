// Signs in, creates a group, sends a message and reads it.
import { initializeApp } from 'firebase/app';
import { connectAuthEmulator, getAuth, signInWithEmailAndPassword } from 'firebase/auth';
import { connectFirestoreEmulator, getDocs, getFirestore } from 'firebase/firestore';
import { createGroup, getFiregroups, messagesQuery, saveProfile, sendMessage } from 'firegroups';

const [projectId, auth, firestoreHost, firestorePort, email] = process.argv.slice(2);
const app = initializeApp({ projectId, apiKey: 'demo' });
connectAuthEmulator(getAuth(app), `http://${auth}`, { disableWarnings: true });
connectFirestoreEmulator(getFirestore(app), firestoreHost, Number(firestorePort));

const fg = getFiregroups(app);
await signInWithEmailAndPassword(fg.auth, email, 'secret');
await saveProfile(fg, { displayName: 'Ann' });
const groupId = await createGroup(fg, { title: 'Chess club' });
await sendMessage(fg, groupId, { text: 'Hello!' }).sent;
const [message] = (await getDocs(messagesQuery(fg, groupId))).docs.map((doc) => doc.data());
console.log(`${message.text} ${message.createdAt instanceof Date}`);
process.exit();
