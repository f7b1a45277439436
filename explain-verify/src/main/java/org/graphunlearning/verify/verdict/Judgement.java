package org.graphunlearning.verify.verdict;

import java.util.ArrayList;
import java.util.List;

/**
 * A verdict and what it rests on.
 *
 * @param verdict what may be said
 * @param reason which rule matched
 * @param level what it rests on
 * @param sentence the same for a person, without keys or values of anybody's data
 * @param warnings what a reader should know besides
 */
public record Judgement(Verdict verdict, Reason reason, EvidenceLevel level, String sentence, List<String> warnings) {
    /** Keeps the warnings unmodifiable. */
    public Judgement {
        warnings = List.copyOf(warnings);
    }

    static Judgement of(Verdict verdict, Reason reason, EvidenceLevel level, String sentence) {
        return new Judgement(verdict, reason, level, sentence, List.of());
    }

    Judgement warning(String warning) {
        var all = new ArrayList<>(warnings);
        all.add(warning);
        return new Judgement(verdict, reason, level, sentence, all);
    }
}
