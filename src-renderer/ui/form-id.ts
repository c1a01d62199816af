import { createContext } from 'react';

/** The form around, for a button that sends it from the foot of a dialogue. */
export const FormId = createContext<string | undefined>(undefined);
