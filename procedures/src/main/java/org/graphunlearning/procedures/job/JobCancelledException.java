package org.graphunlearning.procedures.job;

import org.jspecify.annotations.Nullable;

/**
 * A call was ended by {@code unlearn.jobs.cancel}; its transaction cannot be committed. No {@link IllegalStateException}, which some
 * checks take for a finding about a model.
 */
public final class JobCancelledException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobCancelledException(String jobId, @Nullable Throwable cause) {
        super("Job `" + jobId + "` was cancelled with `unlearn.jobs.cancel`; nothing it did is kept.", cause);
    }
}
