namespace Symmetry.Grains;

/// <summary>The caller asked for something that cannot be: an unknown sweep, a bad specification, another numerics version.</summary>
/// <remarks>The message is one sentence for the user. Asking again does not help.</remarks>
[GenerateSerializer]
[Alias("symmetry.refused")]
public sealed class RefusedException(string message) : Exception(message);

/// <summary>The store did not answer or did not take what was written. Nothing was lost; asking again may help.</summary>
/// <remarks>Our own type, because a database provider's exceptions cannot be read by a client.</remarks>
[GenerateSerializer]
[Alias("symmetry.store")]
public sealed class StoreException(string message) : Exception(message);
