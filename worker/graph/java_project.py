"""Whether the Java code of a repository is a library or an application, as its build files tell."""

import re
from pathlib import PurePosixPath

from worker.source.classify import is_shown, is_test
from worker.source.facts import Source
from worker.source.words import searchable, text_of

_BUILD = re.compile(
    r"(?:^|/)(?:pom\.xml|[\w.-]*\.gradle(?:\.kts)?|build\.xml|ivy\.xml|[\w.-]+\.bnd|BUILD(?:\.bazel)?|build\.sbt)$"
)
_READ_ME = re.compile(r"^README[\w.-]*$", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"<distributionManagement>|nexus-staging|central-publishing|maven-gpg-plugin|maven-release-plugin|oss-parent"
    r"|<packaging>\s*(?:bundle|maven-plugin|hpi|jpi|eclipse-\w+|nbm|maven-archetype|aar|gwt-lib|takari-\w+|atlassian-plugin)\s*<"
    r"|maven-publish|uploadArchives|mavenDeployer|bintray|\bpublishing\s*\{|mavenPublishing|java-gradle-plugin|plugin-publish"
    r"|maven\.publish|axion-release|com\.android\.library['\"]\s*version|<ivy:publish|java_export|Bundle-SymbolicName"
)
_RUN = re.compile(
    r"spring-boot-maven-plugin|<packaging>\s*(?:war|ear|ejb|apk)\s*<|maven-war-plugin|mainClass|Main-Class|exec-maven-plugin|jpackage"
    r"|launch4j|javafx-maven-plugin|quarkus-maven-plugin|jib-maven-plugin|appassembler|maven-jlink|cargo-maven|jetty-maven|tomcat\d?-maven"
    r"|org\.springframework\.boot['\"]|apply plugin:\s*['\"](?:application|war|org\.springframework\.boot)['\"]"
    r"|id\s*\(?\s*['\"](?:application|war|org\.beryx[\w.]*)['\"]|^\s*application\s*(?:\{|$)|^\s*war\s*$|com\.android\.application|mainClassName"
    r"|javafxplugin|io\.quarkus|micronaut\.application|com\.google\.cloud\.tools\.jib|java_binary|plugins\.android\.application",
    re.MULTILINE,
)
_STARTER = re.compile(r"(?:^|/)META-INF/(?:spring\.factories|spring/[\w.]+\.imports|gradle-plugins/.*|maven/.*plugin.*)$")
_JITPACK = re.compile(r"(?:^|/)jitpack\.ya?ml$")
_OFFERED = re.compile(
    r"jitpack\.io|search\.maven\.org|mvnrepository\.com|central\.sonatype|maven-badges|maven-central|Maven Central"
)
_DEPENDENCY = re.compile(
    r"<artifactId>\s*([\w.-]+)\s*</artifactId>|(?:implementation|compile|api)\s*\(?\s*['\"][\w.-]+:([\w.-]+):"
)
_ARTIFACT = re.compile(r"<artifactId>\s*([\w.-]+)\s*</artifactId>")
_PARENT = re.compile(r"<parent>(.*?)</parent>", re.DOTALL)
_DOCUMENTS = (".md", ".txt", ".rst", ".adoc", ".html", ".java", ".kt", ".groovy", ".scala")


def library(source: Source, starters: set[str]) -> str | None:
    """Return why the repository counts as a library, None when it is an application. Unsure means library.

    `starters` are the names of the classes with a `main` method.
    """
    files = searchable(source)
    build = {
        file: text_of(source.root, file) for file in files if _BUILD.search(file) and not is_shown(file) and not is_test(file)
    }
    for file, text in build.items():
        if found := _PUBLISHED.search(text):
            return f"the library is published ({found[0].strip()} in {file})"
    if any(_STARTER.search(file) for file in files):
        return "the library is found by the applications that have it on their class path"
    if any(_JITPACK.search(file) for file in files):
        return "the library is published by JitPack"
    artifacts = {
        name
        for file, text in build.items()
        if file.endswith("pom.xml")
        for name in _ARTIFACT.findall(_PARENT.sub("", text))[:1]
    }
    for file in files:
        if _READ_ME.match(file):
            text = text_of(source.root, file)
            if _OFFERED.search(text) or artifacts & {one or other for one, other in _DEPENDENCY.findall(text)}:
                return f"{file} says how to depend on the library"
    if any(_RUN.search(text) for text in build.values()) or (starters and (not build or _started(source, files, starters))):
        return None
    return "the code may be a library: no build file says that it is run"


def _started(source: Source, files: list[str], starters: set[str]) -> bool:
    """Whether a script or a configuration names a class with a `main` method."""
    code = source.files.keys() - set(source.others)
    for file in files:
        if file in code or file.endswith(_DOCUMENTS) or PurePosixPath(file).name.startswith("."):
            continue
        if starters.intersection(re.findall(r"\w+", text_of(source.root, file))):
            return True
    return False
