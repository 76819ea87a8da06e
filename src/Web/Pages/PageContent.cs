using Microsoft.AspNetCore.Http;

namespace Symmetry.Web.Pages;

/// <summary>What a page is rendered from.</summary>
/// <param name="Parameters">The parameters of its view by name.</param>
/// <param name="Status">The status of the response.</param>
internal sealed record PageContent(IReadOnlyDictionary<string, object?> Parameters, int Status = StatusCodes.Status200OK);
