package org.graphunlearning.procedures.job;

import org.jspecify.annotations.Nullable;

/**
 * What becomes a job.
 *
 * @param task the procedure
 * @param modelName the model it is about, {@code *} for every one; null where it is about none
 * @param user who called; empty for nobody, as with authentication off
 * @param stop ends the call's transaction, from any thread; its next check ends the call either way
 */
public record Call(String task, @Nullable String modelName, String user, Runnable stop) {}
