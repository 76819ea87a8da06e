namespace Symmetry.Grains;

/// <summary>The store did not answer, or did not accept a write. Nothing was lost; calling again may help.</summary>
/// <remarks>Our own type, because clients cannot deserialize the exceptions of a database provider.</remarks>
[GenerateSerializer]
[Alias("symmetry.store")]
public sealed class StoreException(string message) : Exception(message);
