package org.graphunlearning.procedures.job;

/** What became of a call. The commit is its caller's, and no part of the job. */
enum JobStatus {
    RUNNING,
    FINISHED,
    FAILED,
    CANCELLED
}
