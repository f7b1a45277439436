package org.graphunlearning.testgraphs;

import java.util.Arrays;

/**
 * The karate club of Zachary, An information flow model for conflict and fission in small groups, Journal of
 * Anthropological Research 1977: 34 members, 78 friendships, small enough to check by hand. Features are the identity
 * matrix.
 */
public final class KarateClub {
    /** Per member the friends with a higher number. */
    private static final int[][] LATER_FRIENDS = {
        {1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 17, 19, 21, 31},
        {2, 3, 7, 13, 17, 19, 21, 30},
        {3, 7, 8, 9, 13, 27, 28, 32},
        {7, 12, 13},
        {6, 10},
        {6, 10, 16},
        {16},
        {},
        {30, 32, 33},
        {33},
        {},
        {},
        {},
        {33},
        {32, 33},
        {32, 33},
        {},
        {},
        {32, 33},
        {33},
        {32, 33},
        {},
        {32, 33},
        {25, 27, 29, 32, 33},
        {25, 27, 31},
        {31},
        {29, 33},
        {33},
        {31, 33},
        {32, 33},
        {32, 33},
        {32, 33},
        {33},
        {}
    };

    /** The four communities of Kipf and Welling, Semi-supervised classification with GCN, appendix A. */
    private static final String COMMUNITIES = "1111333101311100310101002200200200";
    /** Who followed the instructor (0) and who the president (1) when the club broke up. */
    private static final String FACTIONS = "0000000001000011001010111111111111";
    /** t is training, v is validation, e is test. */
    private static final String RANDOM_SPLIT = "vetvtttttttttttvttttttteettttttvtt";

    private static final int[] COMMUNITY_TEACHERS = {0, 4, 8, 24};
    private static final int[] LEADERS = {0, 33};

    private KarateClub() {}

    /** The club with four communities as classes; the first member of each is for training, all others for test. */
    public static GraphData communities() {
        return graph(COMMUNITIES, COMMUNITY_TEACHERS);
    }

    /** The club with its two factions as classes; instructor and president are for training, all others for test. */
    public static GraphData factions() {
        return graph(FACTIONS, LEADERS);
    }

    private static GraphData graph(String classes, int[] training) {
        var labels = classes.chars().mapToLong(digit -> digit - '0').toArray();
        var split = new NodeSplit[labels.length];
        Arrays.fill(split, NodeSplit.TEST);
        for (int node : training) {
            split[node] = NodeSplit.TRAIN;
        }
        var marks = new NodeMarks(labels, split, randomSplit());
        return new GraphData("karate", friendships(), SparseRows.identity(labels.length), marks);
    }

    private static EdgeList friendships() {
        var sources = new GrowingInts();
        var targets = new GrowingInts();
        for (int member = 0; member < LATER_FRIENDS.length; member++) {
            for (int friend : LATER_FRIENDS[member]) {
                sources.add(member);
                targets.add(friend);
            }
        }
        return new EdgeList(sources.toArray(), targets.toArray(), false);
    }

    private static NodeSplit[] randomSplit() {
        return RANDOM_SPLIT
                .chars()
                .mapToObj(letter -> switch (letter) {
                    case 't' -> NodeSplit.TRAIN;
                    case 'v' -> NodeSplit.VALIDATION;
                    default -> NodeSplit.TEST;
                })
                .toArray(NodeSplit[]::new);
    }
}
