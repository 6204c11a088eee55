// Two calls that the rules refuse: the user has no profile and no request. Prints the errors.
import { initializeApp } from 'firebase/app';
import { connectAuthEmulator, getAuth, signInWithEmailAndPassword } from 'firebase/auth';
import { connectFirestoreEmulator, getFirestore, setLogLevel } from 'firebase/firestore';
import { createGroup, getFiregroups, isFiregroupsError, withdrawRequest } from 'firegroups';

const [projectId, auth, firestoreHost, firestorePort, email] = process.argv.slice(2);
const app = initializeApp({ projectId, apiKey: 'demo' });
connectAuthEmulator(getAuth(app), `http://${auth}`, { disableWarnings: true });
connectFirestoreEmulator(getFirestore(app), firestoreHost, Number(firestorePort));

// Firestore logs a warning for each refusal.
setLogLevel('error');
const fg = getFiregroups(app);
await signInWithEmailAndPassword(fg.auth, email, 'secret');
const verbs = [
  () => createGroup(fg, { title: 'Chess club' }),
  () => withdrawRequest(fg, 'nowhere'),
];
for (const verb of verbs) {
  try {
    await verb();
  } catch (error) {
    if (!isFiregroupsError(error)) throw error;
    console.log(`${error.code}, by ${error.cause.code}: ${error.message}`);
  }
}
process.exit();
