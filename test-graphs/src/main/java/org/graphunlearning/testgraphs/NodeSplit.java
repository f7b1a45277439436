package org.graphunlearning.testgraphs;

/** The part a node plays in an experiment. */
public enum NodeSplit {
    /** The model learns from the node's label. */
    TRAIN("train"),
    /** The label steers early stopping and settings. */
    VALIDATION("val"),
    /** The label only measures the finished model. */
    TEST("test"),
    /** The label is not used. */
    NONE("none");

    private final String csvName;

    NodeSplit(String csvName) {
        this.csvName = csvName;
    }

    /** The word that stands for this part in the CSV layout. */
    public String csvName() {
        return csvName;
    }
}
