export const reminderPaths = { list: '/reminders' } as const;
