namespace Symmetry.Grains;

/// <summary>How silos and clients find each other in the cluster's PostgreSQL database.</summary>
public static class ClusterDatabase
{
    /// <summary>The provider, as Orleans' ADO.NET clustering names it.</summary>
    public const string Invariant = "Npgsql";

    /// <summary>The service id of every cluster of ours.</summary>
    public const string ServiceId = "symmetry";

    /// <summary>The cluster id, where none is set.</summary>
    public const string DefaultClusterId = "symmetry";

    /// <summary>The connection string under which Orleans finds the membership tables.</summary>
    /// <remarks>Orleans' queries name no schema: the search path does, so that it does not hang on the account's name.</remarks>
    /// <param name="database">The database, as Npgsql reads it.</param>
    public static string Membership(string database) =>
        $"{database};Search Path=symmetry;Maximum Pool Size=5;Timezone=UTC;Application Name=symmetry-membership";
}
