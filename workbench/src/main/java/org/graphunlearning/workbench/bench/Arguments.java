package org.graphunlearning.workbench.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The words after the name of a benchmark, {@code --key value}, {@code --key=value} or {@code --flag}, checked. */
final class Arguments {
    private final Map<String, String> values;

    private Arguments(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the words.
     *
     * @throws IllegalArgumentException when a word is no option, comes twice or lacks its value
     */
    static Arguments parse(List<String> words, List<Option> options) {
        var values = new HashMap<String, String>();
        for (int at = 0; at < words.size(); at++) {
            var word = words.get(at);
            int equals = word.indexOf('=');
            var option = option(equals < 0 ? word : word.substring(0, equals), options);
            String value = "";
            if (equals >= 0 && !option.isFlag()) {
                value = word.substring(equals + 1);
            } else if (!option.isFlag() && at + 1 < words.size()) {
                value = words.get(++at);
            }
            if (option.isFlag() ? equals >= 0 : value.isEmpty() || value.startsWith("--")) {
                throw new IllegalArgumentException("Write it as `" + option.usage() + "`, not `" + word + "`.");
            }
            if (values.put(option.name(), value) != null) {
                throw new IllegalArgumentException("`--" + option.name() + "` is given twice.");
            }
        }
        return new Arguments(values);
    }

    private static Option option(String word, List<Option> options) {
        for (var option : options) {
            if (word.equals("--" + option.name())) {
                return option;
            }
        }
        throw new IllegalArgumentException("Unknown option `" + word + "`. Known: "
                + options.stream().map(o -> "--" + o.name()).collect(Collectors.joining(", ")) + ".");
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Comma separated words; empty when the option is absent. */
    List<String> words(String name) {
        return text(name)
                .map(value -> Arrays.stream(value.split(",")).map(String::strip).toList())
                .orElse(List.of());
    }

    /** A whole number in a range; empty when the option is absent. */
    Optional<Integer> number(String name, int min, int max) {
        return text(name).map(value -> number(name, value, min, max));
    }

    /** Comma separated whole numbers in a range, or what the default says. */
    List<Integer> numbers(String name, List<Integer> ifAbsent, int min, int max) {
        if (!has(name)) {
            return ifAbsent;
        }
        var out = new ArrayList<Integer>();
        for (var word : words(name)) {
            out.add(number(name, word, min, max));
        }
        return out;
    }

    private static int number(String name, String word, int min, int max) {
        int value;
        try {
            value = Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("`--" + name + "` must be a whole number, not `" + word + "`.", e);
        }
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "`--" + name + "` must lie between " + min + " and " + max + ", not " + value + ".");
        }
        return value;
    }
}
