/** The binding libraries return typed documents for our queries and references, not `any`. */
import { useCollectionQuery, useDocumentQuery } from '@tanstack-query-firebase/react/firestore';
import { useCollectionData, useDocumentData } from 'react-firebase-hooks/firestore';
import { collectionData, docData } from 'rxfire/firestore';
import type { Observable } from 'rxjs';
import { useCollection, useDocument } from 'vuefire';
import { publicGroupsQuery, groupRef, type Firegroups, type Group } from 'firegroups';

type IsAny<T> = 0 extends 1 & T ? true : false;
type Is<T, Expected> =
  IsAny<T> extends true ? false : [T, Expected] extends [Expected, T] ? true : false;

declare const fg: Firegroups;
declare function expectType<Expected>(): <T>(value: T, isExpected: Is<T, Expected>) => void;

const group = groupRef(fg, 'id');
const groups = publicGroupsQuery(fg);

expectType<Group[] | undefined>()(useCollectionData(groups)[0], true);
expectType<Group | undefined>()(useDocumentData(group)[0], true);
expectType<Group | undefined>()(
  useCollectionQuery(groups, { queryKey: [] }).data?.docs[0]?.data(),
  true,
);
expectType<Group | undefined>()(useDocumentQuery(group, { queryKey: [] }).data?.data(), true);
expectType<Group[]>()(useCollection(groups).value, true);
expectType<Group | undefined>()(useDocument(group).value, true);
expectType<Observable<Group[]>>()(collectionData(groups), true);
expectType<Observable<Group | undefined>>()(docData(group), true);

// The check distinguishes types.
expectType<{ id: string } | undefined>()(useDocumentData(group)[0], false);
expectType<Group>()(JSON.parse('{}'), false);
