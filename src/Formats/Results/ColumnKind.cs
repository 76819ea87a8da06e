namespace Symmetry.Formats.Results;

/// <summary>What the values of a column are.</summary>
internal enum ColumnKind
{
    /// <summary>Nothing: every value is missing.</summary>
    Empty,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>, in any case.</summary>
    Boolean,

    /// <summary>Texts.</summary>
    Text,
}
