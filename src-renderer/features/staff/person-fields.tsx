import { username as usernameSchema } from '#shared/contract/fields.ts';
import { personStrings } from '../../strings/staff.ts';
import { TextField } from '../../ui/text-field.tsx';

export interface Person {
  readonly name: string;
  readonly username: string;
}

export const noPerson: Person = { name: '', username: '' };

interface PersonFieldsProps {
  value: Person;
  onChange: (value: Person) => void;
  /** They are typing of themselves: their browser may keep the username. */
  own?: boolean;
  /** The person tried to go on: say what is missing. */
  judged: boolean;
}

/** A new colleague as the backend takes them. */
export function cleanPerson({ name, username }: Person): Person {
  return { name: name.trim(), username: username.trim().toLowerCase() };
}

/** What still stands against a new colleague, by field; empty when they can be sent. */
export function personErrors(person: Person): Partial<Person> {
  const { name, username } = cleanPerson(person);
  const fits = usernameSchema.safeParse(username).success;
  return {
    ...(name === '' ? { name: personStrings.nameMissing } : {}),
    ...(fits ? {} : { username: personStrings.usernameWrong }),
  };
}

/** Who somebody new is: their name, and what they sign in by. */
export function PersonFields({ value, onChange, own = false, judged }: PersonFieldsProps) {
  const errors = judged ? personErrors(value) : {};
  return (
    <>
      <TextField
        label={personStrings.name}
        help={personStrings.nameHelp}
        required
        autoFocus
        autoCapitalize="words"
        maxLength={80}
        value={value.name}
        onChange={(name) => onChange({ ...value, name })}
        error={errors.name}
      />
      <TextField
        label={personStrings.username}
        help={personStrings.usernameHelp}
        required
        autoComplete={own ? 'username' : 'off'}
        maxLength={40}
        value={value.username}
        onChange={(username) => onChange({ ...value, username })}
        error={errors.username}
      />
    </>
  );
}
