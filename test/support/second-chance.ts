// The queue tests wait for a real worker, queue and mail server, on machines that others load too: one that ran out of
// patience is tried once more, and the first failure stays in the log. Nothing else is ever tried again.
if (expect.getState().testPath?.endsWith('.queue.test.ts')) jest.retryTimes(1, { logErrorsBeforeRetry: true });
