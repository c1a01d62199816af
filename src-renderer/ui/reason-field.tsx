import { TextField } from './text-field.tsx';

interface ReasonFieldProps {
  words: { readonly reason: string; readonly reasonHelp: string; readonly reasonMissing: string };
  value: string;
  onChange: (reason: string) => void;
  /** Whether a reason that is missing is said to be. */
  judged: boolean;
  autoFocus?: boolean;
}

/** A reason for the log: one line that can't be left out. */
export function ReasonField({ words, value, onChange, judged, autoFocus }: ReasonFieldProps) {
  return (
    <TextField
      label={words.reason}
      help={words.reasonHelp}
      required
      autoFocus={autoFocus ?? false}
      autoCapitalize="sentences"
      maxLength={300}
      value={value}
      onChange={onChange}
      error={judged && value.trim() === '' ? words.reasonMissing : undefined}
    />
  );
}
