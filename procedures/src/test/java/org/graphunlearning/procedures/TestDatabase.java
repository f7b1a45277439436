package org.graphunlearning.procedures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.graphunlearning.procedures.certificate.CertificateProcedures;
import org.graphunlearning.procedures.delete.DeleteProcedures;
import org.graphunlearning.procedures.delete.ProcessProcedures;
import org.graphunlearning.procedures.explain.ExplainProcedures;
import org.graphunlearning.procedures.explain.ForgottenProcedures;
import org.graphunlearning.procedures.help.HelpProcedures;
import org.graphunlearning.procedures.hook.PendingProcedures;
import org.graphunlearning.procedures.job.JobProcedures;
import org.graphunlearning.procedures.model.ModelProcedures;
import org.graphunlearning.procedures.partition.PartitionProcedures;
import org.graphunlearning.procedures.predict.PredictProcedures;
import org.graphunlearning.procedures.report.ReportProcedures;
import org.graphunlearning.procedures.schedule.ScheduleProcedures;
import org.graphunlearning.procedures.sysinfo.SysInfoProcedures;
import org.graphunlearning.procedures.train.TrainProcedures;
import org.graphunlearning.procedures.verify.VerifyProcedures;
import org.graphunlearning.verify.certificate.SigningKey;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.graphdb.Entity;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;
import org.neo4j.harness.Neo4j;
import org.neo4j.harness.Neo4jBuilders;

/**
 * One in-process database for all tests of the module, emptied before each test. A cold start costs many seconds, so nobody
 * starts another one. Its first 1337 node ids are taken by fillers, so that mixing ids and rows fails.
 */
public final class TestDatabase implements BeforeEachCallback, ParameterResolver {
    private static final int FIRST_ID = 1337;

    /** The running database and short ways to use it. */
    public static final class Running implements AutoCloseable {
        private final Neo4j neo4j;

        Running() {
            neo4j = Neo4jBuilders.newInProcessBuilder(Path.of("target"))
                    .withConfig(BoltConnector.enabled, false)
                    .withDisabledServer()
                    .withProcedure(TrainProcedures.class)
                    .withProcedure(PredictProcedures.class)
                    .withProcedure(ModelProcedures.class)
                    .withProcedure(DeleteProcedures.class)
                    .withProcedure(ProcessProcedures.class)
                    .withProcedure(PendingProcedures.class)
                    .withProcedure(PartitionProcedures.class)
                    .withProcedure(CertificateProcedures.class)
                    .withProcedure(VerifyProcedures.class)
                    .withProcedure(ExplainProcedures.class)
                    .withProcedure(ForgottenProcedures.class)
                    .withProcedure(ReportProcedures.class)
                    .withProcedure(ScheduleProcedures.class)
                    .withProcedure(HelpProcedures.class)
                    .withProcedure(JobProcedures.class)
                    .withProcedure(SysInfoProcedures.class)
                    .withFunction(HelpProcedures.class)
                    .build();
            sign();
            fill();
        }

        /** A test may take the fillers away; the next one needs them again. */
        private void fill() {
            run("MATCH (n:Filler) WITH count(n) AS there UNWIND range(there + 1, " + FIRST_ID
                    + ") AS i CREATE (n:Filler) CREATE (n)-[:FILLS]->(n)");
        }

        /** Deletions warn when nobody signs their certificates, and most tests are about other warnings. */
        private void sign() {
            try {
                Files.createDirectories(configurationFolder());
                SigningKey.generate().writeNew(configurationFolder().resolve("unlearn-signing-key.pem"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Where keys are looked for. */
        public Path configurationFolder() {
            return neo4j.config().get(GraphDatabaseSettings.neo4j_home).resolve("conf");
        }

        /** The service itself. */
        public GraphDatabaseService service() {
            return neo4j.defaultDatabaseService();
        }

        /** Runs a query in a transaction of its own and gives its rows. */
        public List<Map<String, Object>> run(String query) {
            return run(query, Map.of());
        }

        /** The same with parameters. */
        public List<Map<String, Object>> run(String query, Map<String, Object> parameters) {
            return commit(tx -> rows(tx, query, parameters));
        }

        /** The only value of the only row. */
        @SuppressWarnings("unchecked")
        public <T> T value(String query) {
            var rows = run(query);
            if (rows.size() != 1 || rows.get(0).size() != 1) {
                throw new AssertionError("Expected one value, not " + rows);
            }
            return (T) rows.get(0).values().iterator().next();
        }

        /** Everything but the fillers and the log of requests, as sorted lines: equal exactly when the graph is. */
        public List<String> state() {
            return commit(tx -> {
                var lines = new TreeSet<String>();
                tx.getAllNodes().stream()
                        .filter(node -> !node.hasLabel(Label.label("Filler")))
                        .filter(node -> !node.hasLabel(Label.label("UnlearnChain")))
                        .filter(node -> !node.hasLabel(Label.label("UnlearnEntry"))
                                || node.hasLabel(Label.label("UnlearnCertificate")))
                        .forEach(node -> lines.add(node.getElementId() + node.getLabels() + properties(node)));
                tx.getAllRelationships().stream()
                        .filter(relationship -> !relationship.isType(RelationshipType.withName("FILLS")))
                        .forEach(relationship -> lines.add(relationship.getElementId()
                                + relationship.getType()
                                + relationship.getStartNode().getElementId()
                                + relationship.getEndNode().getElementId()
                                + properties(relationship)));
                return List.copyOf(lines);
            });
        }

        private static String properties(Entity entity) {
            var out = new TreeMap<String, String>();
            entity.getAllProperties().forEach((key, value) -> out.put(key, Arrays.deepToString(new Object[] {value})));
            return out.toString();
        }

        /** Does something in one transaction and commits. */
        public <T> T commit(Function<Transaction, T> work) {
            try (var tx = service().beginTx()) {
                var out = work.apply(tx);
                tx.commit();
                return out;
            }
        }

        /** Rows of a query in an open transaction. */
        public static List<Map<String, Object>> rows(Transaction tx, String query, Map<String, Object> parameters) {
            try (var result = tx.execute(query, parameters)) {
                return result.stream().toList();
            }
        }

        @Override
        public void close() {
            neo4j.close();
        }
    }

    private static Running running(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        running(context).run("MATCH (n) WHERE NOT n:Filler DETACH DELETE n");
        running(context).run("MATCH (n:Filler) WHERE size(keys(n)) > 0 SET n = {}");
        running(context).fill();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running(context);
    }
}
