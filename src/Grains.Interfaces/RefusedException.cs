namespace Symmetry.Grains;

/// <summary>The call asks for something impossible: an unknown sweep, an invalid specification, another numerics version.</summary>
/// <remarks>The message is one sentence for the user. Calling again does not help.</remarks>
[GenerateSerializer]
[Alias("symmetry.refused")]
public sealed class RefusedException(string message) : Exception(message);
