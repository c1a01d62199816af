import { passwordStrings, sessionStrings } from '../../strings/session.ts';
import { SecretField } from '../../ui/secret-field.tsx';
import styles from './new-password-fields.module.css';
import { meetsPasswordRules, PasswordRules } from './password-rules.tsx';

export interface NewPassword {
  readonly password: string;
  readonly repeated: string;
}

export const noPassword: NewPassword = { password: '', repeated: '' };

interface NewPasswordFieldsProps {
  value: NewPassword;
  onChange: (value: NewPassword) => void;
  username: string;
  labels?: { readonly password: string; readonly repeat: string };
  /** The person tried to go on: say what is missing. */
  judged: boolean;
  /** The backend's own reason for refusing the password. */
  refusal?: string | undefined;
}

/** What still stands against a new password, by field; empty when it can be sent. */
export function newPasswordErrors({ password, repeated }: NewPassword, username: string) {
  return {
    ...(meetsPasswordRules(password, username) ? {} : { password: passwordStrings.rulesFirst }),
    ...(password === repeated ? {} : { repeated: sessionStrings.repeatDiffers }),
  };
}

/** A new password, typed twice, with the portal's rules and suggestions ticking along. */
export function NewPasswordFields(props: NewPasswordFieldsProps) {
  const { value, onChange, username, judged, refusal } = props;
  const {
    labels = { password: sessionStrings.newPassword, repeat: sessionStrings.repeatPassword },
  } = props;
  const errors = judged ? newPasswordErrors(value, username) : {};
  return (
    <div className={styles.frame}>
      <div className={styles.layout}>
        <div className={styles.fields}>
          <SecretField
            label={labels.password}
            required
            autoComplete="new-password"
            maxLength={256}
            value={value.password}
            onChange={(password) => onChange({ ...value, password })}
            error={errors.password ?? refusal}
          />
          <SecretField
            label={labels.repeat}
            required
            autoComplete="new-password"
            maxLength={256}
            value={value.repeated}
            onChange={(repeated) => onChange({ ...value, repeated })}
            error={errors.repeated}
          />
        </div>
        <PasswordRules password={value.password} username={username} />
      </div>
    </div>
  );
}
