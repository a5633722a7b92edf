"""The projects of a C# repository: which file belongs to which, what is run, and what others may use as a library.

https://learn.microsoft.com/dotnet/core/project-sdk/msbuild-props
"""

import posixpath
import re
from dataclasses import dataclass, field

from worker.source.classify import is_shown
from worker.source.facts import Source
from worker.source.words import text_of, texts

_PROJECT = re.compile(r"\.(?:cs|fs|vb|sq|wix|vcx|es)proj$", re.IGNORECASE)
_SHARED = re.compile(r"\.(?:shproj|projitems)$", re.IGNORECASE)
_LINKED = re.compile(
    r"<(?:Compile|Import)\s[^>]*(?:Include|Project)\s*=\s*\"[^\"]*\.\.[^\"]*(?:\.cs|\.projitems)\"", re.IGNORECASE
)
_RUN = re.compile(
    r"<OutputType>\s*(?:Win)?Exe\s*<|<OutputType>\s*AppContainerExe|Sdk=\"(?:Microsoft\.NET\.Sdk\.(?:Web|Worker|BlazorWebAssembly)"
    r"|Microsoft\.Azure[^\"]*|Godot\.NET\.Sdk[^\"]*)\"|Microsoft\.WebApplication\.targets|349c5851-65df|<AzureFunctionsVersion>"
    r"|E53F8FEA-EAE0|AWSProjectType|<UseMaui>\s*true",
    re.IGNORECASE,
)
_TESTS = re.compile(
    r"Microsoft\.NET\.Test\.Sdk|<IsTestProject>\s*true|\"(?:xunit|xunit\.v3|nunit|MSTest\.TestFramework|TUnit)\"|BenchmarkDotNet",
    re.IGNORECASE,
)
_PACKED = re.compile(
    r"<(?:PackageId|PackageTags|PackageLicense\w*|PackageProjectUrl|PackageReadmeFile|PackageIcon\w*|NuspecFile|PackageDescription"
    r"|PackageReleaseNotes)>"
    r"|<(?:IsPackable|GeneratePackageOnBuild|PackOnBuild|IsShipping\w*)>\s*true|<PackageType>",
    re.IGNORECASE,
)
_NOT_PACKED = re.compile(r"<IsPackable>\s*false|<PackAsTool>\s*true", re.IGNORECASE)
_REFERENCE = re.compile(r"<ProjectReference\s+[^>]*Include\s*=\s*\"([^\"]+)\"", re.IGNORECASE)
_NAMED = re.compile(r"<AssemblyName>\s*([^<\s]+)\s*<", re.IGNORECASE)
_PROPERTIES = re.compile(r"(?:^|/)(?:Directory\.Build\.(?:props|targets)|[\w.-]+\.props)$")
_SCRIPTS = re.compile(r"(?:^|/)(?:[^/]+\.(?:ya?ml|ps1|psm1|sh|cmd|bat|cake|csx|fsx|proj|targets)|[Mm]akefile|[Bb]uild\.cs)$")
_PUSHED = re.compile(
    r"nuget(?:\.exe)?['\"]?\s+push|dotnet\s+pack\b|NuGetPush|DotNetPack|DotNetNuGetPush|NUGET_(?:API_?)?KEY|command:\s*['\"]?(?:push|pack)\b",
    re.IGNORECASE,
)
_READ_ME = re.compile(r"(?:^|/)README[\w.-]*$", re.IGNORECASE)
_OFFERED = re.compile(
    r"nuget\.org/packages|img\.shields\.io/nuget|Install-Package\s|dotnet add [\w. ]*package|<PackageReference\s", re.IGNORECASE
)
_FRIEND = re.compile(r"InternalsVisibleTo(?:Attribute)?\s*\(\s*@?\"([^\",]+)|<InternalsVisibleTo\s+Include=\"([^\",]+)")
_FRIENDS_OF_TESTS = re.compile(r"DynamicProxyGenAssembly2|.*(?:tests?|specs?|benchmarks?|fuzz\w*|mocks?)\b.*", re.IGNORECASE)
_UNITY = "ProjectSettings/ProjectVersion.txt"


@dataclass(slots=True)
class Project:
    """One project file."""

    file: str
    folder: str
    name: str
    runs: bool
    tests: bool
    packed: str = ""
    """Why others may use it as a package; "" when nothing says so."""
    references: list[str] = field(default_factory=list)
    used: bool = False
    """Something that runs is built with it."""
    friends: str = ""
    """An assembly outside of the repository that sees what is internal."""


class CSharpProjects:
    """What the build files of a repository say."""

    def __init__(self, source: Source) -> None:
        files = texts(source)
        self._by_folder: dict[str, Project] = {}
        self.mixed = False
        """Code lies in several projects at once, so that types of one name may be parts of one type."""
        manifests: dict[str, str] = {}
        for file in files:
            if _SHARED.search(file):
                self.mixed = True
            elif _PROJECT.search(file):
                manifests[file] = text_of(source.root, file)
        properties = {file: text_of(source.root, file) for file in files if _PROPERTIES.search(file)}
        self._unity = sorted(file.removesuffix(_UNITY).rstrip("/") for file in files if f"/{file}".endswith(f"/{_UNITY}"))
        offered = self._offered(source, files)
        nuspec = {posixpath.dirname(file) for file in files if file.endswith(".nuspec")}
        self.projects = [self._project(file, text, properties, nuspec, offered) for file, text in manifests.items()]
        for one in self.projects:
            self.mixed = self.mixed or one.folder in self._by_folder or _LINKED.search(manifests[one.file]) is not None
            kept = self._by_folder.get(one.folder)
            if kept is not None:
                one.runs, one.packed = one.runs or kept.runs, one.packed or kept.packed
                one.references += kept.references
            self._by_folder[one.folder] = one
        self._spread()
        names = {one.name for one in self.projects} | {found for text in manifests.values() for found in _NAMED.findall(text)}
        self._friends(source, manifests, properties, names)

    def _project(self, file: str, text: str, properties: dict[str, str], nuspec: set[str], offered: str) -> Project:
        folder = posixpath.dirname(file)
        around = "".join(said for path, said in properties.items() if f"{folder}/".startswith(posixpath.dirname(path)))
        tests = _TESTS.search(text) is not None
        packed = ""
        if not _NOT_PACKED.search(text) and not tests:
            if _PACKED.search(text) or folder in nuspec:
                packed = f"others may use it as a package ({file})"
            elif _PACKED.search(around) and not _NOT_PACKED.search(around):
                packed = f"others may use it as a package (the properties around {file})"
            elif offered:
                packed = f"others may use it as a package ({offered})"
        references = [posixpath.normpath(posixpath.join(folder, one.replace("\\", "/"))) for one in _REFERENCE.findall(text)]
        runs = _RUN.search(text) is not None
        return Project(file, folder, posixpath.basename(file).rpartition(".")[0], runs and not tests, tests, packed, references)

    @staticmethod
    def _offered(source: Source, files: list[str]) -> str:
        """Return the file that says how packages are made or used."""
        for file in files:
            if is_shown(file):
                continue
            if _READ_ME.search(file) and _OFFERED.search(text_of(source.root, file)):
                return file
            if _SCRIPTS.search(file) and _PUSHED.search(text_of(source.root, file)):
                return file
        return ""

    def _spread(self) -> None:
        by_file = {one.file: one for one in self.projects}
        todo = [one for one in self.projects if one.runs and not is_shown(one.file)]
        while todo:
            one = todo.pop()
            if not one.used:
                one.used = True
                todo.extend(by_file[wanted] for wanted in one.references if wanted in by_file)

    def _friends(self, source: Source, texts: dict[str, str], properties: dict[str, str], names: set[str]) -> None:
        said = [*texts.items(), *properties.items()]
        said += [
            (file, text_of(source.root, file))
            for file, facts in source.files.items()
            if facts.language == "csharp" and any(one.name == "InternalsVisibleTo" for one in facts.references)
        ]
        for file, text in said:
            for pair in _FRIEND.findall(text):
                name = (pair[0] or pair[1]).strip()
                if name in names or _FRIENDS_OF_TESTS.fullmatch(name) or "$(" in name:
                    continue
                folder = posixpath.dirname(file)
                for one in self.projects:
                    if one is self.of(file) or (
                        file in properties and f"{one.folder}/".startswith(f"{folder}/" if folder else "")
                    ):
                        one.friends = name

    def of(self, file: str) -> Project | None:
        """Return the project around a file."""
        folder = posixpath.dirname(file)
        while True:
            found = self._by_folder.get(folder)
            if found is not None or not folder:
                return found
            folder = posixpath.dirname(folder)

    def is_unity(self, file: str) -> bool:
        """Whether a file belongs to a Unity project."""
        return any(not folder or file.startswith(f"{folder}/") for folder in self._unity)

    def why_public(self, file: str) -> str:
        """Say why outsiders may use what is public in `file`; "" when it is part of something that is only run."""
        project = self.of(file)
        if project is None:
            return "" if self.is_unity(file) else "no project says what becomes of it"
        if project.packed and not project.runs:
            return project.packed
        if project.packed and "package (" in project.packed and project.file in project.packed:
            return project.packed
        return "" if project.used or project.runs or project.tests else "nothing in the repository that is run is built with it"

    def why_internal(self, file: str) -> str:
        """Say why outsiders may use what is internal in `file`."""
        project = self.of(file)
        return f"the assembly {project.friends} sees what is internal" if project is not None and project.friends else ""
