package org.graphunlearning.gnn.unlearn;

import java.util.List;

/** The strategies by name. */
public final class Strategies {
    private Strategies() {}

    /** All names, the default first. */
    public static List<String> names() {
        return List.of(
                Retrain.NAME,
                Auto.NAME,
                Linear.NAME,
                Gif.NAME,
                PlainInfluence.NAME,
                FineTune.NAME,
                Rewind.NAME,
                Etr.NAME,
                Cgu.NAME,
                Idea.NAME,
                DescentToDelete.NAME,
                GnnDelete.NAME,
                Cognac.NAME,
                Unlink.NAME);
    }

    /**
     * The strategy of a name with its usual options.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Strategy named(String name) {
        return switch (name) {
            case Retrain.NAME -> new Retrain();
            case Auto.NAME -> Auto.usual();
            case Linear.NAME -> new Linear();
            case Gif.NAME -> Gif.usual();
            case PlainInfluence.NAME -> PlainInfluence.usual();
            case FineTune.NAME -> new FineTune(FineTune.Options.defaults());
            case Rewind.NAME -> Rewind.usual();
            case Etr.NAME -> Etr.usual();
            case Cgu.NAME -> Cgu.usual();
            case Idea.NAME -> Idea.usual();
            case DescentToDelete.NAME -> DescentToDelete.usual();
            case GnnDelete.NAME -> GnnDelete.usual();
            case Cognac.NAME -> Cognac.usual();
            case Unlink.NAME -> new Unlink();
            default ->
                throw new IllegalArgumentException(
                        "Strategy `" + name + "` does not exist; there are " + String.join(", ", names()) + ".");
        };
    }
}
