package org.graphunlearning.procedures.explain;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.NotFoundException;

/**
 * Something that is drawn although it is not in the database. A negative id marks it, as Neo4j has it for entities made up by
 * procedures; within one result, equal ids mean equal things. Nothing about it can be changed.
 */
abstract class VirtualEntity implements Entity {
    private static final String COMMITMENT = "commitment";
    private static final String ELEMENT = "element";
    private static final int PREFIX = 12;

    private final long id;
    private final Map<String, Object> properties;

    /**
     * Names an element by a commitment, or by a number where the request does not name it itself.
     *
     * @param number counts the elements of one kind in a result, from 0
     * @param commitment 64 hex digits, of which the first {@value #PREFIX} are shown; or {@code #n}
     * @param scores further properties
     */
    VirtualEntity(int number, String commitment, Map<String, Double> scores) {
        if (number < 0) {
            throw new IllegalArgumentException("Elements are numbered from 0, not " + number + ".");
        }
        boolean numbered = commitment.matches("#[1-9][0-9]*");
        if (!numbered && !commitment.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("A commitment has 64 hexadecimal digits in lower case.");
        }
        var property = numbered ? ELEMENT : COMMITMENT;
        if (scores.containsKey(property)) {
            throw new IllegalArgumentException("No score may be named `" + property + "`.");
        }
        this.id = -1L - number;
        this.properties = new LinkedHashMap<>(scores);
        this.properties.put(property, numbered ? "deleted " + commitment : commitment.substring(0, PREFIX));
    }

    /** Node or relationship, for the refusal. */
    abstract String noun();

    IllegalStateException refusal() {
        return new IllegalStateException("This " + noun()
                + " is not in the database any more, it is only drawn; nothing about it can be changed.");
    }

    @Override
    @SuppressWarnings("removal")
    public long getId() {
        return id;
    }

    @Override
    public String getElementId() {
        return String.valueOf(id);
    }

    @Override
    public boolean hasProperty(String key) {
        return properties.containsKey(key);
    }

    @Override
    public Object getProperty(String key) {
        var value = properties.get(key);
        if (value == null) {
            throw new NotFoundException("A forgotten " + noun() + " has no property `" + key + "`.");
        }
        return value;
    }

    @Override
    public @Nullable Object getProperty(String key, @Nullable Object fallback) {
        var value = properties.get(key);
        return value == null ? fallback : value;
    }

    @Override
    public Iterable<String> getPropertyKeys() {
        return properties.keySet();
    }

    @Override
    public Map<String, Object> getProperties(String... keys) {
        var out = new LinkedHashMap<String, Object>();
        for (var key : keys) {
            if (properties.containsKey(key)) {
                out.put(key, getProperty(key));
            }
        }
        return out;
    }

    @Override
    public Map<String, Object> getAllProperties() {
        return new LinkedHashMap<>(properties);
    }

    @Override
    public void setProperty(String key, Object value) {
        throw refusal();
    }

    @Override
    public Object removeProperty(String key) {
        throw refusal();
    }

    @Override
    public void delete() {
        throw refusal();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VirtualEntity that && noun().equals(that.noun()) && id == that.id;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }

    @Override
    public String toString() {
        return noun() + " " + id;
    }
}
