package org.graphunlearning.gnn.unlearn;

import java.util.List;

/** The strategies by name. */
public final class Strategies {
    private Strategies() {}

    /** All names, the default first. */
    public static List<String> names() {
        return List.of(Retrain.NAME, FineTune.NAME, Unlink.NAME);
    }

    /**
     * The strategy of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Strategy named(String name, StrategyOptions options) {
        return switch (name) {
            case Retrain.NAME -> new Retrain();
            case FineTune.NAME -> new FineTune(options);
            case Unlink.NAME -> new Unlink();
            default ->
                throw new IllegalArgumentException(
                        "Strategy `" + name + "` does not exist; there are " + String.join(", ", names()) + ".");
        };
    }
}
