namespace Symmetry.Silo.Settings;

/// <summary>Makes a property of <see cref="SiloSettings"/> a setting.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SiloSettingAttribute(string help) : Attribute
{
    /// <summary>The description in the help.</summary>
    public string Help { get; } = help;

    /// <summary>The default in the help, if it is not the initial value of the property.</summary>
    public string? Default { get; init; }

    /// <summary>The largest number; by default that of a port. The smallest is 1.</summary>
    public int Max { get; init; } = 65535;

    /// <summary>A pattern that the text must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>What the pattern accepts, in words.</summary>
    public string? Expected { get; init; }

    /// <summary>Whether the text is a connection string, which messages must not repeat.</summary>
    public bool IsConnectionString { get; init; }

    /// <summary>Whether a standalone silo cannot have the setting.</summary>
    public bool IsForClusters { get; init; }

    /// <summary>Whether only a cluster with a database can have the setting.</summary>
    public bool NeedsDatabase { get; init; }
}
