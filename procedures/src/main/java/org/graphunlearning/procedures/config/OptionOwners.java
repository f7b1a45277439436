package org.graphunlearning.procedures.config;

import java.util.List;

/**
 * An option that only some of several choices read; given with another choice it is refused by name, never ignored.
 *
 * @param key the option
 * @param names the choices that read it
 */
public record OptionOwners(String key, List<String> names) {
    /** Of an option and those who read it. */
    public OptionOwners(String key, String... names) {
        this(key, List.of(names));
    }

    /**
     * Checks that every option given is read by the choice; makes all of them known to the reader.
     *
     * @param what stands before the owners' names in the error, such as {@code the solver }; mostly empty
     * @param name the choice
     * @throws IllegalArgumentException when an option is given that the choice does not read
     */
    public static void require(ConfigReader in, List<OptionOwners> options, String what, String name) {
        for (var option : options) {
            if (in.has(option.key) && !option.names.contains(name)) {
                throw new IllegalArgumentException(
                        "`" + option.key + "` belongs to " + what + option.listed() + ", not to `" + name + "`.");
            }
        }
    }

    private String listed() {
        var out = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            out.append(i == 0 ? "" : i == names.size() - 1 ? " or " : ", ");
            out.append('`').append(names.get(i)).append('`');
        }
        return out.toString();
    }
}
