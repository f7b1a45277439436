package org.graphunlearning.procedures.schedule;

import java.util.function.Supplier;
import org.graphunlearning.procedures.job.JobCancelledException;
import org.neo4j.graphdb.TransactionTerminatedException;

/** Turns a check that throws into a finding that says so: a run must end with a record, and silence would read as success. */
final class Broken {
    private Broken() {}

    static Finding orFinding(String check, String subject, Supplier<Finding> work) {
        try {
            return work.get();
        } catch (TransactionTerminatedException | JobCancelledException e) {
            throw e; // the database stops, or an administrator ended the run
        } catch (RuntimeException e) {
            return finding(check, subject, e);
        }
    }

    /** Only sentences of our own are shown; what others wrote may quote data. */
    static Finding finding(String check, String subject, RuntimeException e) {
        boolean ours = e instanceof IllegalArgumentException || e instanceof IllegalStateException;
        var detail = ours && e.getMessage() != null
                ? e.getMessage()
                : "The check broke down with " + e.getClass().getSimpleName() + ".";
        return new Finding(check, subject, Finding.State.ERROR, detail);
    }
}
