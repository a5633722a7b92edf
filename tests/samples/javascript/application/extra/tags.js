function tagOf(version) {
    return `v${version}`;
}

function branchOf(version) {
    return `release/${version}`;
}

module.exports = { tagOf, branchOf };
