using System.Reflection;
using System.Text.RegularExpressions;
using Orleans.Configuration;
using Symmetry.Grains.Storage;

namespace Symmetry.Grains.Tests.Storage;

public sealed partial class PostgresMembershipTests
{
    [Fact]
    public void Queries_are_exactly_those_that_the_clustering_provider_reads()
    {
        // The provider's own check: the names of these properties are the keys that it needs at start-up.
        var queries = typeof(AdoNetClusteringSiloOptions).Assembly.GetType("Orleans.Clustering.AdoNet.Storage.DbStoredQueries", throwOnError: true)!;
        var needed = queries.GetProperties(BindingFlags.Instance | BindingFlags.NonPublic).Select(property => property.Name).ToHashSet();

        var ours = StoredQuery().Matches(PostgresMembership.Tables).Select(match => match.Groups["key"].Value).ToHashSet();

        Assert.Contains("MembershipReadAllKey", needed);
        Assert.Equal(needed.Order(), ours.Order());
    }

    [GeneratedRegex(@"\('(?<key>\w+)', \$query\$\s*\S", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex StoredQuery();
}
