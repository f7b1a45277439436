package org.graphunlearning.verify.certificate;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a chain, in the order it was met; the first few in words, all in number. */
final class Findings {
    private static final int IN_WORDS = 5;

    private final List<String> first = new ArrayList<>();
    private long all;

    void add(String what) {
        if (all++ < IN_WORDS) {
            first.add(what);
        }
    }

    boolean isEmpty() {
        return all == 0;
    }

    /** The step, held when nothing was found. */
    Step step(String name, String whenFine) {
        if (all == 0) {
            return Step.held(name, whenFine);
        }
        var more = all > IN_WORDS ? " And " + (all - IN_WORDS) + " more." : "";
        return Step.failed(name, String.join(" ", first) + more);
    }
}
