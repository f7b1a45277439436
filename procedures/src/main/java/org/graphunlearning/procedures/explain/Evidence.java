package org.graphunlearning.procedures.explain;

import java.util.ArrayList;
import java.util.List;
import org.graphunlearning.verify.explain.Attribution;
import org.graphunlearning.verify.explain.Caveat;

/**
 * The scores that answer one question.
 *
 * @param nodes scores of nodes, ascending by key; may be empty
 * @param edges scores of edges, ascending by ends; may be empty
 * @param features scores of feature values, ascending by node and column; may be empty
 * @param explains what the scores are about
 * @param warnings what to know beside them, one sentence each
 */
record Evidence(
        Attribution.Nodes nodes,
        Attribution.Edges edges,
        Attribution.Features features,
        String explains,
        List<String> warnings) {
    /** Keeps the list unmodifiable. */
    Evidence {
        warnings = List.copyOf(warnings);
    }

    /** Of one network. */
    static Evidence of(Attribution attribution, String explains, List<String> further) {
        var warnings = new ArrayList<>(further);
        warnings.addAll(sentences(attribution.caveats()));
        return new Evidence(attribution.nodes(), attribution.edges(), attribution.features(), explains, warnings);
    }

    /** When no input changes the answer. */
    static Evidence none(String explains, String why) {
        return new Evidence(
                Attribution.Nodes.NONE, Attribution.Edges.NONE, Attribution.Features.NONE, explains, List.of(why));
    }

    static List<String> sentences(List<Caveat> caveats) {
        return caveats.stream()
                .map(caveat -> switch (caveat) {
                    case GRADIENT_ONLY_ROWS -> "Nodes without any feature value were scored by their gradient alone.";
                    case SAMPLED -> "The neighbourhood is too large; a fixed sample of it was explained.";
                    case INCOMPLETE -> "The scores do not add up to the change of the logit as closely as asked for.";
                    case UNSTABLE -> "Some scores depend strongly on the random start.";
                })
                .toList();
    }
}
