using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Symmetry.Web;

/// <summary>Something else that the port of the live page serves, behind the same access guard.</summary>
public interface IWebPart
{
    /// <summary>Adds what it needs.</summary>
    void AddServices(IServiceCollection services);

    /// <summary>Adds its routes.</summary>
    void Map(IEndpointRouteBuilder routes);
}
