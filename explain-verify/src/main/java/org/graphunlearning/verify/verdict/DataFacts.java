package org.graphunlearning.verify.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the data, whichever model is judged.
 *
 * @param checks named checks
 * @param leak largest share of an explanation in the graph after that removed nodes or edges carry; {@code null} where no node or
 *     edge was removed or nothing could be explained there
 * @param nothingElseChanged whether the graph after is the graph before without what was deleted, and nothing else
 */
record DataFacts(List<DataCheck> checks, @Nullable Double leak, boolean nothingElseChanged) {
    DataFacts {
        checks = List.copyOf(checks);
    }
}
