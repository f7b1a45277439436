package org.graphunlearning.testgraphs;

import java.util.Arrays;

/**
 * Bags of words tied to classes. Column {@code w} is a topic word of class {@code w mod classes}; each word of a node
 * comes with probability {@code topicShare} evenly from the topic words of its class, and else from the whole
 * vocabulary, where low columns are more frequent. Takes time linear in the words drawn, but for sorting the few
 * words of one node.
 */
public final class WordBags {
    private WordBags() {}

    /**
     * How words are drawn.
     *
     * @param vocabulary 1 to 10 million, number of feature columns
     * @param perNode 1 to 10,000, words drawn per node on average; repeats are merged
     * @param topicShare 0 to 1, how much the words tell of the class
     */
    public record Settings(int vocabulary, int perNode, double topicShare) {
        /** Checks each value. */
        public Settings {
            Range.require("vocabulary", vocabulary, 1, 10_000_000);
            Range.require("perNode", perNode, 1, 10_000);
            Range.require("topicShare", topicShare, 0, 1);
        }
    }

    static SparseRows draw(Settings settings, int[] classes, int classCount, SplitMix64 random) {
        var ptr = new int[classes.length + 1];
        var idx = new GrowingInts();
        for (int node = 0; node < classes.length; node++) {
            // Half to three halves of the average, so that long and short texts occur.
            int count = Math.max(1, settings.perNode() / 2 + random.nextInt(settings.perNode() + 1));
            var bag = new int[count];
            for (int word = 0; word < count; word++) {
                bag[word] = word(settings, classes[node], classCount, random);
            }
            Arrays.sort(bag);
            for (int word = 0; word < count; word++) {
                if (word == 0 || bag[word] != bag[word - 1]) {
                    idx.add(bag[word]);
                }
            }
            ptr[node + 1] = idx.size();
        }
        return SparseRows.binary(settings.vocabulary(), ptr, idx.toArray());
    }

    private static int word(Settings settings, int ofClass, int classCount, SplitMix64 random) {
        if (random.nextDouble() < settings.topicShare()) {
            int topicWords = (settings.vocabulary() - ofClass + classCount - 1) / classCount;
            return ofClass + classCount * random.nextInt(topicWords);
        }
        double u = random.nextDouble();
        return (int) (u * u * settings.vocabulary());
    }
}
