package org.graphunlearning.procedures.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name a mistyped one was meant to be, by edit distance (Levenshtein 1966) without regard to case. */
public final class NearestName {
    private NearestName() {}

    /**
     * A closing hint for an error: {@code " Did you mean `x`?"}, or nothing when no name is near.
     *
     * @param given what the caller wrote
     * @param known the names that exist
     */
    public static String hint(String given, Collection<String> known) {
        return of(given, known).map(name -> " Did you mean `" + name + "`?").orElse("");
    }

    /** The nearest known name, if at most a third of its letters (and at least two) need a change. */
    public static Optional<String> of(String given, Collection<String> known) {
        var wanted = given.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= tolerance(wanted, name))
                .min(Comparator.<String>comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int tolerance(String given, String name) {
        return Math.max(2, Math.max(given.length(), name.length()) / 3);
    }

    static int distance(String a, String b) {
        var previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(swap, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
