namespace Symmetry.Hosting;

/// <summary>How silos and clients find each other in the cluster's PostgreSQL database.</summary>
public static class ClusterDatabase
{
    /// <summary>The name of the database provider in Orleans' ADO.NET clustering.</summary>
    public const string Invariant = "Npgsql";

    /// <summary>The service id of every cluster.</summary>
    public const string ServiceId = "symmetry";

    /// <summary>The default cluster id.</summary>
    public const string DefaultClusterId = "symmetry";

    /// <summary>The connection string with which Orleans finds the membership tables, whatever the name of the account.</summary>
    /// <remarks>
    /// Orleans' queries name no schema, so the connection must set the search path. PostgreSQL's default search path starts with
    /// a schema named after the account.
    /// </remarks>
    /// <param name="database">The connection string of the database, in Npgsql's format.</param>
    public static string Membership(string database) =>
        $"{database};Search Path=symmetry;Maximum Pool Size=5;Timezone=UTC;Application Name=symmetry-membership";
}
