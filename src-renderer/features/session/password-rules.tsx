import clsx from 'clsx';
import { Check, Circle, Minus } from 'lucide-react';
import { passwordProblems, passwordSuggestions } from '#shared/rules/password-policy.ts';
import { passwordStrings } from '../../strings/session.ts';
import styles from './password-rules.module.css';

const rules = ['too_short', 'same_as_username'] as const;
const suggestions = ['lower', 'upper', 'digit', 'special'] as const;

/** Whether a password meets the rules that the screen can judge; the blocklist is the backend's. */
export function meetsPasswordRules(password: string, username: string): boolean {
  return passwordProblems(password, username, () => false).length === 0;
}

/**
 * The portal's rules and suggestions with live ticks: rules are musts, suggestions are coulds.
 * Its advice on phrases stands below.
 */
export function PasswordRules({ password, username }: { password: string; username: string }) {
  const problems = passwordProblems(password, username, () => false);
  const followed = passwordSuggestions(password);
  const typed = password !== '';
  return (
    <div className={styles.rules}>
      <section>
        <h2 className={styles.heading}>{passwordStrings.rules}</h2>
        <ul>
          {rules.map((rule) => (
            <Line
              key={rule}
              words={passwordStrings.ruleWords[rule]}
              kind="rule"
              met={typed && !problems.includes(rule)}
            />
          ))}
        </ul>
      </section>
      <section>
        <h2 className={styles.heading}>{passwordStrings.suggestions}</h2>
        <ul>
          {suggestions.map((suggestion) => (
            <Line
              key={suggestion}
              words={passwordStrings.suggestionWords[suggestion]}
              kind="suggestion"
              met={followed[suggestion]}
            />
          ))}
        </ul>
      </section>
      <p className={styles.advice}>{passwordStrings.advice}</p>
    </div>
  );
}

interface LineProps {
  words: string;
  kind: 'rule' | 'suggestion';
  met: boolean;
}

const states = {
  rule: { met: passwordStrings.met, not: passwordStrings.notMet },
  suggestion: { met: passwordStrings.followed, not: passwordStrings.notFollowed },
};

function Line({ words, kind, met }: LineProps) {
  const Icon = met ? Check : kind === 'rule' ? Circle : Minus;
  return (
    <li className={clsx(styles.line, styles[kind], met && styles.met)}>
      <Icon aria-hidden="true" />
      <span>
        {words}
        <span className={styles.spoken}>: {met ? states[kind].met : states[kind].not}</span>
      </span>
    </li>
  );
}
