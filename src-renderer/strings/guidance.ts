/**
 * What a caller asks about security codes, and an answer to read out or send: in our own words,
 * from source/security-code-faq.txt.
 */
export const answers = {
  what: {
    question: 'What is a security code?',
    answer:
      'A password you choose for calls and chats. We ask for it so that nobody else can speak for you.',
  },
  use: {
    question: 'How do I use it?',
    answer:
      'Each time you call or chat, we ask for it once. Say it whole; capitals, spaces and dashes don’t matter.',
  },
  why: {
    question: 'Why do I have to have one?',
    answer:
      'Names and birthdays are easy to find out. A code that only you know keeps others from changing your account. It costs us the familiar hello, and we know that.',
  },
  oldCode: {
    question: 'I have a Phone/Chat Code. Is this something else?',
    answer:
      'It’s the same thing under a new name. Yours still works. If it is easy to guess, we’ll ask you to choose a new one.',
  },
  everyone: {
    question: 'Does everyone on my account need one?',
    answer:
      'Everyone who calls needs a code they may use: either the owner shares the account’s main code with them, or they have one of their own. You can mix both.',
  },
  choose: {
    question: 'What should my code be?',
    answer:
      'A word, a phrase or random characters, with eight or more letters and digits. Nothing that a search or your social pages would show: no names, dates, pets or numbers of yours. Four odd words are easy to say and hard to guess.',
  },
} as const satisfies Record<string, { readonly question: string; readonly answer: string }>;

export type AnswerKey = keyof typeof answers;

export const guidanceStrings = {
  title: 'Answer a caller',
  questions: 'What callers ask about security codes',
  key: 'Answer what a caller asks about codes',
  bar: 'answer a caller',
} as const;
