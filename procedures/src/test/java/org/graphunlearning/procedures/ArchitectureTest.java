package org.graphunlearning.procedures;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "org.graphunlearning", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ONLY_PROCEDURES_KNOWS_NEO4J = noClasses()
            .that()
            .resideOutsideOfPackage("org.graphunlearning.procedures..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.neo4j..");

    @ArchTest
    static final ArchRule MODULES_LOOK_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("procedures")
            .definedBy("org.graphunlearning.procedures..")
            .layer("verify")
            .definedBy("org.graphunlearning.verify..")
            .layer("partitioning")
            .definedBy("org.graphunlearning.partitioning..")
            .layer("gnn")
            .definedBy("org.graphunlearning.gnn..")
            .whereLayer("procedures")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("verify")
            .mayOnlyBeAccessedByLayers("procedures")
            .whereLayer("partitioning")
            .mayOnlyBeAccessedByLayers("procedures")
            .whereLayer("gnn")
            .mayOnlyBeAccessedByLayers("procedures", "verify", "partitioning");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("org.graphunlearning.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PROJECTION_WRITES_NOTHING = noClasses()
            .that()
            .resideInAPackage("..procedures.projection..")
            .should()
            .callMethodWhere(JavaCall.Predicates.target(HasName.Predicates.nameMatching(
                    "setProperty|removeProperty|createNode|createRelationshipTo|delete|addLabel|removeLabel")));
}
